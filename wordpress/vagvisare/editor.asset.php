<?php
// What editor.js needs of WordPress; register_block_type looks for this file by its name.
return array(
	'dependencies' => array( 'wp-blocks', 'wp-block-editor', 'wp-components', 'wp-element' ),
	'version'      => '0.1.0',
);
