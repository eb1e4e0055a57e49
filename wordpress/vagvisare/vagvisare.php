<?php
/**
 * Plugin Name:       Vägvisare
 * Description:       Visar den som lever med våld, eller är orolig för någon, vart man kan vända sig, och en snabb väg ut från sidan. Block och kortkod.
 * Version:           0.1.0
 * Requires at least: 6.1
 * Requires PHP:      7.4
 * License:           EUPL-1.2
 * License URI:       https://joinup.ec.europa.eu/collection/eupl/eupl-text-eupl-12
 *
 * Nothing is stored: no option, no table, no cookie. Deleting the folder leaves nothing behind.
 * The guide's own files lie in `pkg/` beside this file: the folder that `cargo xtask build` makes.
 *
 * @package Vagvisare
 */

if ( ! defined( 'ABSPATH' ) ) {
	exit;
}

/** Attributes of the block and the shortcode => attribute of the element. */
const VAGVISARE_ATTRIBUTES = array(
	'area'         => 'area',
	'lang'         => 'lang',
	'mode'         => 'mode',
	'label'        => 'label',
	'exitUrl'      => 'exit-url',
	'exitUrl2'     => 'exit-url-2',
	'headingLevel' => 'heading-level',
);

/** What the attributes must look like; one that does not is left out, and the guide takes its default. */
const VAGVISARE_FORMS = array(
	'area'          => '/^(se|\d{2}|\d{4})$/',
	'lang'          => '/^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$/',
	'mode'          => '/^(inline|panel)$/',
	'label'         => '/^[^\r\n]{1,80}$/u',
	'exit-url'      => '~^https://[^\s"<>]+$~',
	'exit-url-2'    => '~^https://[^\s"<>]+$~',
	'heading-level' => '/^[2-6]$/',
);

/** Shown until the guide is ready, and for ever where JavaScript is off: href, number as written, label. */
const VAGVISARE_NUMBERS = array(
	array( 'tel:112', '112', 'om det är akut' ),
	array( 'tel:11414', '114 14', 'polisen, när det inte är akut' ),
	array( 'tel:+4620505050', '020-50 50 50', 'Kvinnofridslinjen' ),
	array( 'tel:116111', '116 111', 'Bris, för dig under 18 år' ),
);

/** Address of the script. A folder elsewhere on the same site: the filter `vagvisare_script`. */
function vagvisare_script() {
	return apply_filters( 'vagvisare_script', plugins_url( 'pkg/vagvisare.js', __FILE__ ) );
}

/**
 * The element as HTML.
 *
 * @param array  $given   Attributes by the names of the block or of the element.
 * @param string $content HTML of the editor's own, shown below the numbers.
 */
function vagvisare_element( $given, $content = '' ) {
	$attributes = array();
	foreach ( VAGVISARE_ATTRIBUTES as $block_name => $name ) {
		$value = $given[ $block_name ] ?? $given[ $name ] ?? '';
		if ( is_scalar( $value ) && preg_match( VAGVISARE_FORMS[ $name ], (string) $value ) ) {
			$attributes[ $name ] = (string) $value;
		}
	}
	$written = '';
	foreach ( $attributes as $name => $value ) {
		$written .= sprintf( ' %s="%s"', $name, esc_attr( $value ) );
	}
	$numbers = '';
	foreach ( VAGVISARE_NUMBERS as list( $href, $number, $label ) ) {
		$link     = sprintf( '<a href="%s">%s</a>', esc_url( $href, array( 'tel' ) ), esc_html( $number ) );
		$numbers .= sprintf( '<li>%s – %s</li>', $link, esc_html( $label ) );
	}
	$exit = sprintf(
		'<p><a href="%s" data-exit="%s" rel="nofollow noreferrer">Lämna sidan snabbt</a></p>',
		esc_url( $attributes['exit-url'] ?? 'https://www.smhi.se/', array( 'https' ) ),
		esc_url( $attributes['exit-url-2'] ?? 'https://sv.wikipedia.org/', array( 'https' ) )
	);
	if ( 'panel' === ( $attributes['mode'] ?? '' ) ) {
		$exit = '';
	}
	$fallback = sprintf( '<div lang="sv">%s<ul>%s</ul></div>', $exit, $numbers );
	return sprintf( '<vag-visare%s>%s%s</vag-visare>', $written, $fallback, wp_kses_post( $content ) );
}

/** The script tag, once a page. */
function vagvisare_print_script() {
	static $is_printed = false;
	if ( ! $is_printed ) {
		$is_printed = true;
		wp_print_script_tag( array( 'src' => esc_url_raw( vagvisare_script() ) ) );
	}
}

/** Block and shortcode: the element, and the script at the page's end if it is not in its head already. */
function vagvisare_render( $given, $content = '' ) {
	if ( ! is_admin() && ! wp_is_json_request() ) {
		add_action( 'wp_footer', 'vagvisare_print_script', PHP_INT_MIN );
	}
	return vagvisare_element( is_array( $given ) ? $given : array(), (string) $content );
}

/** Whether the page that is asked for holds a guide in its own content. */
function vagvisare_is_here() {
	$post = is_singular() ? get_post() : null;
	return $post && ( has_block( 'vagvisare/guide', $post ) || has_shortcode( $post->post_content, 'vagvisare' ) );
}

add_action(
	'init',
	function () {
		register_block_type( __DIR__, array( 'render_callback' => 'vagvisare_render' ) );
		add_shortcode(
			'vagvisare',
			function ( $given, $content = '' ) {
				return vagvisare_render( $given, do_shortcode( (string) $content ) );
			}
		);
	}
);

add_action(
	'template_redirect',
	function () {
		if ( ! vagvisare_is_here() ) {
			return;
		}
		// First of all scripts: only then can no other stop the way out.
		add_action( 'wp_head', 'vagvisare_print_script', PHP_INT_MIN );
		// WordPress asks s.w.org for pictures of emoji; nobody else shall hear of this visit.
		remove_action( 'wp_head', 'print_emoji_detection_script', 7 );
		remove_action( 'wp_print_styles', 'print_emoji_styles' );
		add_filter( 'emoji_svg_url', '__return_false' );
		header( 'Referrer-Policy: no-referrer' );
		header( 'Cache-Control: no-store' );
	}
);
